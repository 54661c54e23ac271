-- Who signed in, in which browser. The browser's secret is a digest.
create table browser_session (
    id varchar(64) primary key,
    secret_digest varchar(64) not null unique,
    content text not null,
    ends_at timestamp with time zone not null
);

create index browser_session_ends_at on browser_session (ends_at);

-- At which clients since, under which names, and what the person agreed to there.
create table session_client (
    session_id varchar(64) not null references browser_session (id) on delete cascade,
    client_id varchar(512) not null,
    subject text not null,
    consented text not null,
    primary key (session_id, client_id)
);

-- In which session a grant was given; none where it is older than sessions are.
alter table authorization_grant add column session_id varchar(64);
create index authorization_grant_of_session on authorization_grant (session_id);

-- Clients that still have to be told that somebody signed out.
create table logout_notice (
    id varchar(64) primary key,
    client_id varchar(512) not null,
    session_id varchar(64) not null,
    subject text not null,
    attempts integer not null,
    due_at timestamp with time zone not null
);

create index logout_notice_due_at on logout_notice (due_at);
