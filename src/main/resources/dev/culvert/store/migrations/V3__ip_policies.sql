-- Lists of networks that traffic policies refer to.
create table ip_policy (
    id           text primary key,
    description  text not null,
    metadata     text not null,
    created_at   integer not null -- microseconds since 1970
) strict;

create table ip_policy_rule (
    id           text primary key,
    policy_id    text not null references ip_policy (id) on delete cascade,
    cidr         text not null,
    action       text not null,
    description  text not null,
    metadata     text not null,
    created_at   integer not null,
    unique (policy_id, cidr)
) strict;
