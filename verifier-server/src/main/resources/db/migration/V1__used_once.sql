-- What may be used once only: client assertions and presentations, as digests, until they are worthless anyway.
create table used_once (
    digest varchar(64) primary key,
    worthless_from timestamp with time zone not null
);

create index used_once_worthless_from on used_once (worthless_from);
