-- Nothing waits for ever: what a version before adds without saying so lasts a day too.
alter table logout_notice
    add column ends_at timestamp with time zone default (current_timestamp + interval '1' day) not null;

create index logout_notice_ends_at on logout_notice (ends_at);

-- Of each client a few are looked for at a time, the oldest first.
create index logout_notice_of_client on logout_notice (client_id, due_at);
