-- Which values occur together in a row of a block of the history; see PairFilter. Blocks that have none are looked through.
create table history_pairs (
    block  integer primary key, -- the number of its part * 64 + its place in that
    pairs  blob not null
) strict;
