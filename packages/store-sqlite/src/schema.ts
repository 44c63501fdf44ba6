/**
 * The steps from an empty file to the newest layout, oldest first. Released steps are never changed: what they made is
 * on disks already. Integers stand for integrations, resources, partitions and the words of checks, which would
 * otherwise be repeated in each row.
 */
export const migrations: readonly string[] = [
  `
  create table integration(id integer primary key autoincrement, key text not null unique, doc text not null);
  create table resource(id integer primary key autoincrement, integration_id integer not null, name text not null,
    unique(integration_id, name));
  create table partition(id integer primary key autoincrement, resource_id integer not null, key text not null,
    unique(resource_id, key));

  create table check_words(id integer primary key autoincrement, integration_id integer not null,
    connector text not null, check_id text not null, category text not null, title text not null, doc text not null);
  create index check_words_check on check_words(integration_id, check_id);

  create table finding(id integer primary key autoincrement, integration_id integer not null,
    resource_id integer not null, partition_id integer not null, words_id integer not null, fingerprint text not null,
    item text not null, parent text, state text not null, severity integer not null, first_seen text not null,
    last_seen text not null, unknown_since text, seen_run text not null, misses integer not null, ignore_until text,
    asset_kind text not null, asset_id text not null, asset_name text not null, message text not null,
    doc text not null);
  create unique index finding_fingerprint on finding(fingerprint, integration_id);
  create index finding_item on finding(resource_id, item);
  create index finding_parent on finding(resource_id, parent) where parent is not null;
  create index finding_partition on finding(partition_id);
  create index finding_ignore on finding(integration_id, ignore_until) where ignore_until is not null;
  create table finding_history(finding_id integer not null, revision integer not null, change_id text not null,
    doc text not null, primary key(finding_id, revision, change_id)) without rowid;

  create table inventory(id integer primary key, partition_id integer not null, item text not null, kind text not null,
    name text not null, doc text not null, first_seen text not null, last_seen text not null, seen_run text not null);
  create unique index inventory_item on inventory(partition_id, item);

  create table checkpoint(integration_id integer not null, resource text not null, partition text not null,
    doc text not null, primary key(integration_id, resource, partition));
  create table watermark(integration_id integer not null, resource text not null, partition text not null,
    doc text not null, primary key(integration_id, resource, partition));
  create table run(id integer primary key autoincrement, integration_id integer not null, run_id text not null,
    doc text not null, report text, unique(integration_id, run_id));
  create table lease(key text primary key, fence integer not null, expires_at integer not null, owner text not null);

  create table http_cache(id integer primary key, integration_id integer not null, key text not null,
    size integer not null, used_day integer not null, validators text not null, body blob not null);
  create unique index http_cache_key on http_cache(integration_id, key);
  `,
]
