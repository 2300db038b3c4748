-- People come in by a link that somebody in the home gave them; it opens once. Only its hash is kept.
create table people.invitation (
  id           int primary key generated always as identity,
  home_id      int not null references people.home on delete cascade,
  user_id      uuid references public.users on delete cascade, -- who came in by it; of one that signs somebody in again: whom
  hash         bytea not null unique check (octet_length(hash) = 32), -- SHA-256; how a link finds it
  name         text not null,
  role         text not null check (role in ('owner', 'admin', 'member', 'guest')),
  areas        text[] not null default '{}', -- of a guest
  invited_by   uuid references public.users on delete set null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  accepted_at  timestamptz
);
create index invitation_home on people.invitation (home_id); -- listed by home
create index invitation_person on people.invitation (user_id); -- goes with its person
create index invitation_by on people.invitation (invited_by); -- forgets who invited
select people.guard('people.invitation');
revoke select on people.invitation from homeops_person; -- nobody reads hashes
grant select (id, home_id, name, role, areas, created_at, expires_at, accepted_at) on people.invitation to homeops_person;
