-- What clients still have to be told of a credential that ended.
create table security_event (
    id varchar(64) primary key,
    client_id varchar(512) not null,
    session_id varchar(64) not null,
    content text not null,
    attempts integer not null,
    due_at timestamp with time zone not null,
    ends_at timestamp with time zone default (current_timestamp + interval '1' day) not null
);

create index security_event_due_at on security_event (due_at);
create index security_event_of_client on security_event (client_id, due_at);
create index security_event_ends_at on security_event (ends_at);
