-- Nodes that share this database hear at once that something happened to a login, wherever it did: with the commit, and never without.
create or replace function tell_of_wallet_login() returns trigger language plpgsql as $$
begin
    -- A channel is the whole database's; each schema but the usual one has its own.
    perform pg_notify(
        case tg_table_schema when 'public' then 'wallet_login' else left('wallet_login_' || tg_table_schema, 63) end, new.id);
    return null;
end $$;

drop trigger if exists tell_of_wallet_login on wallet_login;
create trigger tell_of_wallet_login after update on wallet_login
    for each row execute function tell_of_wallet_login();
