-- The order of what happened. Events are numbered from 1; a row holds one audit event, or the connections that were
-- written together. Those that are in the history already come first, in the order of their ends.
create table event_journal (
    position     integer primary key, -- of its first event
    events       integer not null,    -- how many it holds
    written_at   integer not null,    -- microseconds since 1970, never less than in the row before
    type         text not null,
    principal    text not null,       -- who did it, as JSON; empty for connections
    object       text,                -- what was changed, as JSON; null for connections
    connections  blob                 -- the ids of the connections, eight bytes each, the highest first; else null
) strict;

insert into event_journal (position, events, written_at, type, principal, object, connections)
select min(place), count(*), max(ended_at), 'tcp_connection_closed.v0', '', null,
       unhex(group_concat(printf('%016x', id), '' order by place))
from (select id, ended_at, row_number() over (order by ended_at, id) as place from closed_connection)
group by (place - 1) / 1000
order by 1;

create table event_destination (
    id           text primary key,
    kind         text not null,
    description  text not null,
    metadata     text not null,
    created_at   integer not null,
    cursor       integer not null, -- the position that it has come to
    delivered    integer not null,
    expired      integer not null
) strict;

create table event_destination_setting (
    destination_id  text not null references event_destination (id) on delete cascade,
    name            text not null,
    value           text not null,
    primary key (destination_id, name)
) strict, without rowid;

create table event_subscription (
    id           text primary key,
    description  text not null,
    metadata     text not null,
    created_at   integer not null
) strict;

create table event_subscription_source (
    subscription_id  text not null references event_subscription (id) on delete cascade,
    place            integer not null,
    type             text not null,
    filter           text not null,
    fields           text not null, -- one a line
    primary key (subscription_id, type)
) strict, without rowid;

create table event_subscription_destination (
    subscription_id  text not null references event_subscription (id) on delete cascade,
    destination_id   text not null references event_destination (id),
    place            integer not null,
    since            integer not null, -- only events after this position
    primary key (subscription_id, destination_id)
) strict, without rowid;
