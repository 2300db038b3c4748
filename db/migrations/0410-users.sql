-- People come in through Home Assistant: which account of ours each of its users is.
create table people.home_assistant_user (
  home_id    int not null references people.home on delete cascade,
  ha_user_id text not null check (ha_user_id ~ '^[0-9a-f]{32}$'),
  user_id    uuid not null references public.users on delete cascade,
  created_at timestamptz not null default now(),
  primary key (home_id, ha_user_id)
);
create index home_assistant_user_account on people.home_assistant_user (user_id); -- goes with its account
select people.guard('people.home_assistant_user');

-- Days that an option of the app names hold where nobody wished otherwise, below the wishes of people.
alter table memory.keep drop constraint keep_kind_check;
alter table memory.keep add constraint keep_kind_check check (kind in ('class', 'label', 'entity', 'option'));
