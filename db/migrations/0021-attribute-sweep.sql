-- Attributes that nothing refers to any more go, a few at a time. A process remembers the ids of attributes, so a sweep begins with a new
-- number: whoever sees it asks for each id anew, and while the sweep lasts says which old ones it found. These stay.
create table memory.attribute_sweep (
  home_id int primary key references people.home on delete cascade,
  number  int not null,
  upto    int                          -- the highest id that is swept; null: no sweep is under way
);
create table memory.attribute_found (
  home_id int not null references people.home on delete cascade,
  id      int not null,
  primary key (home_id, id)
);
create index attributes_base on memory.attributes (base_id) where base_id is not null; -- bounded: made before the first release; a base stays as long as one leans on it
select people.guard('memory.attribute_sweep');
select people.guard('memory.attribute_found');
