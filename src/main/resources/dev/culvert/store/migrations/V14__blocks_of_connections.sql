-- Connections are kept in blocks too. The class ConnectionPacking moves what there is (version 15); the index is made anew from
-- the blocks. See src/docs/decisions/history.md.

drop table history_part;
drop table history_index;
drop table history_pairs;

-- Connections that were written together, and are not indexed yet.
create table history_fresh (
    no            integer primary key, -- in the order of their writing
    connections   integer not null,    -- how many there are
    first_id      integer not null,    -- the least id
    last_id       integer not null,    -- the greatest
    started_from  integer not null,    -- when the earliest began, in microseconds since 1970
    started_to    integer not null,    -- when the latest did
    ended_from    integer not null,    -- when the earliest ended
    rows          blob not null        -- as the class ConnectionBlock writes them
) strict;

-- 64 blocks of up to 512 connections each that the index knows. Ids of two blocks may overlap: a connection that was open for
-- long is in the block of those with which it ended.
create table history_part (
    no            integer primary key,
    connections   integer not null,
    first_id      integer not null,
    last_id       integer not null,
    started_from  integer not null,
    started_to    integer not null,
    ended_from    integer not null,
    blocks        blob not null        -- the same of each block, as the class HistoryPart writes them
) strict;

create table history_block (
    block  integer primary key, -- the number of its part * 64 + its place in that
    rows   blob not null        -- as the class ConnectionBlock writes them
) strict;

-- In which blocks of a part a value occurs: one bit for each.
create table history_index (
    part    integer not null,
    kind    integer not null,
    key     integer not null,
    blocks  integer not null,
    primary key (part, kind, key)
) strict, without rowid;

-- Which values occur together in a row of a block; see the class PairFilter.
create table history_pairs (
    block  integer primary key, -- as in history_block
    pairs  blob not null
) strict;
