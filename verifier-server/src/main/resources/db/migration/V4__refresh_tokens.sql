-- The refresh tokens of a grant have one name in common, here as a digest. Which access token belongs to which grant the token says.
alter table authorization_grant add column refresh_family varchar(64);
create unique index authorization_grant_refresh_family on authorization_grant (refresh_family);
alter table authorization_grant drop column access_token_digest;

-- Access tokens that were taken back before their end, as digests.
create table revoked_token (
    digest varchar(64) primary key,
    worthless_from timestamp with time zone not null
);

create index revoked_token_worthless_from on revoked_token (worthless_from);
