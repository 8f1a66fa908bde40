-- HTTP requests are kept in blocks, since a row for each cost as much as passing it through. The class RequestPacking moves
-- what there is (version 13). See src/docs/decisions/history.md.

alter table http_run rename to http_run_row;
alter table http_request rename to http_request_row;
drop index http_run_of_connection;

-- Requests that were written together. Their ids are given once, in the order of their writing.
create table http_block (
    first         integer primary key, -- the id of the first one
    requests      integer not null,    -- how many there are; their ids follow each other
    started_from  integer not null,    -- when the earliest began, in microseconds since 1970
    ended_to      integer not null,    -- when the latest ended
    rows          blob not null        -- as the class RequestBlock writes them
) strict;

-- Where the requests of a connection are: those that were written one after the other and follow each other in it.
create table http_run (
    connection    integer not null,
    first_number  integer not null,    -- the place of the first one in its connection, from 1
    first         integer not null,    -- its id
    requests      integer not null,    -- how many there are, all in one block
    primary key (connection, first_number, first)
) strict, without rowid;
