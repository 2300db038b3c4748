-- What somebody is told of once is read by checks as well as by healing, so it lies in the ledger; its rules and indexes come along.
alter table healing.incident set schema ledger;
