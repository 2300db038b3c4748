-- A plan that waits for a yes is asked for by the same outbox as all that people are told.
alter table alerts.sending add column offer_id int; -- as healing.offer numbers it; planned anew before it is asked it is another one
alter table alerts.sending drop constraint sending_kind_check;
alter table alerts.sending add constraint sending_kind_check
  check (kind in ('alert', 'reminder', 'recovery', 'eased', 'clear', 'daily', 'weekly', 'offer', 'mended'));
create index sending_offer on alerts.sending (offer_id) where offer_id is not null; -- who was asked
