-- Authorization requests that wait for their browser, and then for its login to end: what was pushed, and what request objects said.
create table pushed_request (
    digest varchar(64) primary key,
    content text not null,
    -- The login that was begun with it; null while it is free.
    login varchar(64),
    ends_at timestamp with time zone not null
);

create index pushed_request_ends_at on pushed_request (ends_at);
