-- How often whoever is counted did something at each node, in the period that began then. Whoever that is stands here as a digest.
create table rate_use (
    digest varchar(64) not null,
    since timestamp with time zone not null,
    node varchar(32) not null,
    uses bigint not null,
    worthless_from timestamp with time zone not null,
    primary key (digest, since, node)
);

create index rate_use_worthless_from on rate_use (worthless_from);

-- What one node does for all of them, and until when it is that node's turn.
create table node_turn (
    name varchar(32) primary key,
    taken_until timestamp with time zone not null
);
