-- A login with a wallet, from the browser that asks to the code that is issued. The browser's secret and the response code are
-- in its content as digests.
create table wallet_login (
    id varchar(64) primary key,
    version integer not null,
    phase varchar(16) not null,
    request_id varchar(64) not null unique,
    state varchar(64) not null unique,
    query_digest varchar(64) not null,
    content text not null,
    ends_at timestamp with time zone not null
);

-- By the phase too: many may have begun with the same request, and the few that completed are looked for among them.
create index wallet_login_of_query on wallet_login (query_digest, phase);
create index wallet_login_ends_at on wallet_login (ends_at);

-- What a person granted a client: the code, and what it was exchanged for. Tokens are digests.
create table authorization_grant (
    id varchar(64) primary key,
    version integer not null,
    client_registration text not null,
    code_digest varchar(64) unique,
    access_token_digest varchar(64) unique,
    content text not null,
    ends_at timestamp with time zone not null
);

create index authorization_grant_ends_at on authorization_grant (ends_at);

-- What every node must know alike and nobody else may.
create table shared_secret (
    name varchar(64) primary key,
    content varchar(255) not null
);
