-- Whether a wallet has fetched a login's request, which changes nothing else of it. Versions before say it in the content.
alter table wallet_login add column fetched boolean default false not null;
