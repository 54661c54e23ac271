-- Nodes that share this database hear at once that something happened to a login, wherever it did: with the commit, and never without.
create or replace function tell_of_wallet_login() returns trigger language plpgsql as $$
begin
    perform pg_notify('wallet_login', new.id);
    return null;
end $$;

drop trigger if exists tell_of_wallet_login on wallet_login;
create trigger tell_of_wallet_login after update on wallet_login
    for each row execute function tell_of_wallet_login();
