-- Keys that sign tokens, one after the other, where they are kept here: sealed with the data key. The first is 1; who adds the next takes
-- the next number, which two cannot take.
create table signing_key (
    place integer primary key,
    kid varchar(128) not null unique,
    content text not null,
    signs_from timestamp with time zone not null
);

-- Which key that is not here the nodes agree on, by its id: the signing key.
create table known_key (
    purpose varchar(16) primary key,
    key_id varchar(128) not null
);
