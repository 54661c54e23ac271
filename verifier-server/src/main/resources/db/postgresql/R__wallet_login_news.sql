-- Nodes that share this database hear at once what a wallet did to a login, wherever it did: with the commit, and never without. Of what
-- the browser itself does afterwards they are not told: those who tell something commit one after the other, in all databases of a server.
create or replace function tell_of_wallet_login() returns trigger language plpgsql as $$
begin
    -- A channel is the whole database's; each schema but the usual one has its own.
    perform pg_notify(
        case tg_table_schema when 'public' then 'wallet_login' else left('wallet_login_' || tg_table_schema, 63) end, new.id);
    return null;
end $$;

drop trigger if exists tell_of_wallet_login on wallet_login;
create trigger tell_of_wallet_login after update on wallet_login
    for each row when (old.phase = 'REQUESTED') execute function tell_of_wallet_login();
