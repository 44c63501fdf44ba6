import { type DialectWords, dialectWords, type SqlDialect } from './sql-dialect.ts'

/**
 * The steps from an empty database to the newest layout, oldest first; each is several statements for one transaction.
 * They go forward only, and released steps are never changed: what they made is on disks already.
 */
export function schemaSteps(dialect: SqlDialect): readonly string[] {
  return [firstLayout(dialectWords(dialect))]
}

/**
 * Integers stand for integrations, resources, partitions and the words of checks, which would otherwise be repeated in
 * each row. Whatever is a tenant's has the integration in it, and begins its keys with it: reading, writing and erasing
 * one tenant never walks through another's rows. Times are ISO 8601 as text, but for leases and notes, which are compared
 * in milliseconds. Keys of vendors that are too long for an index are kept as digests, and whole beside them. `doc` is JSON as text: it may hold what a database's own JSON refuses, such as NUL.
 */
function firstLayout({ countedKey, rowKey, big, text, bytes, keyTable, roomy }: DialectWords): string {
  return `
  create table integration(id ${countedKey}, key ${text} not null unique, connector ${text} not null, owner ${text},
    tenant ${text}, paused_at ${text}, next_scan_at ${text}, doc ${text} not null);
  create index integration_connector on integration(connector, tenant);
  create index integration_owner on integration(owner) where owner is not null;
  create index integration_tenant on integration(tenant) where tenant is not null;
  create index integration_due on integration(next_scan_at, id)
    where paused_at is null and next_scan_at is not null;

  create table resource(id ${countedKey}, integration_id ${big} not null, name ${text} not null,
    unique(integration_id, name));
  create table partition(id ${countedKey}, integration_id ${big} not null, resource_id ${big} not null,
    key ${text} not null, whole_key ${text}, unique(integration_id, resource_id, key));
  create table check_words(id ${countedKey}, integration_id ${big} not null, connector ${text} not null,
    check_id ${text} not null, category ${text} not null, title ${text} not null, doc ${text} not null);
  create index check_words_check on check_words(integration_id, check_id);

  create table finding(id ${countedKey}, integration_id ${big} not null, resource_id ${big} not null,
    partition_id ${big} not null, words_id ${big} not null, fingerprint ${text} not null, item ${text} not null,
    parent ${text}, state ${text} not null, severity integer not null, first_seen ${text} not null,
    last_seen ${text} not null, unknown_since ${text}, seen_run ${text} not null, misses integer not null,
    revision integer not null, ignore_until ${text}, asset_kind ${text} not null, asset_id ${text} not null, asset_name ${text} not null,
    message ${text} not null, doc ${text} not null)${roomy};
  create unique index finding_fingerprint on finding(fingerprint, integration_id);
  create index finding_item on finding(integration_id, resource_id, item);
  create index finding_parent on finding(integration_id, resource_id, parent) where parent is not null;
  create index finding_partition on finding(integration_id, partition_id);
  create index finding_ignore on finding(integration_id, ignore_until) where ignore_until is not null;
  create index finding_order on finding(severity, first_seen desc, fingerprint, integration_id, state, words_id);
  create index finding_order_of on finding(integration_id, severity, first_seen desc, fingerprint, state, words_id);
  create index finding_words on finding(words_id, severity, first_seen desc, fingerprint, state);
  create index finding_asset on finding(asset_id, integration_id);
  create table finding_history(integration_id ${big} not null, finding_id ${big} not null, revision integer not null,
    change_id ${text} not null, doc ${text} not null,
    primary key(integration_id, finding_id, revision, change_id))${keyTable};

  create table inventory(id ${rowKey}, integration_id ${big} not null, partition_id ${big} not null,
    item ${text} not null, kind ${text} not null, name ${text} not null, doc ${text} not null,
    first_seen ${text} not null, last_seen ${text} not null, seen_run ${text} not null)${roomy};
  create unique index inventory_item on inventory(integration_id, partition_id, item);

  create table checkpoint(integration_id ${big} not null, resource ${text} not null, partition ${text} not null,
    doc ${text} not null, primary key(integration_id, resource, partition));
  create table watermark(integration_id ${big} not null, resource ${text} not null, partition ${text} not null,
    doc ${text} not null, primary key(integration_id, resource, partition));
  create table run(id ${countedKey}, integration_id ${big} not null, run_id ${text} not null,
    doc ${text} not null, report ${text}, unique(integration_id, run_id));

  create table http_cache(id ${rowKey}, integration_id ${big} not null, key ${text} not null,
    size ${big} not null, used_day integer not null, validators ${text} not null, body ${bytes} not null);
  create unique index http_cache_key on http_cache(integration_id, key);

  create table outbox(id ${countedKey}, integration_id ${big} not null, sink ${text} not null,
    entry_id ${text} not null, type ${text} not null, body ${text} not null, created_at ${text} not null,
    state ${text} not null, attempts integer not null, next_at ${text} not null, last_error ${text});
  create unique index outbox_entry on outbox(sink, entry_id);
  create index outbox_due on outbox(sink, state, next_at);
  create index outbox_order on outbox(sink, state, created_at, entry_id);
  create index outbox_integration on outbox(integration_id);

  create table sealed(ref ${text} primary key, version ${text} not null, key_id ${text} not null,
    wrapped_key ${bytes} not null, sealed ${bytes} not null, updated_at ${text} not null);
  create table budget_note(key ${text} not null, holder ${text} not null, note ${text} not null,
    ends_at ${big} not null, primary key(key, holder));
  create index budget_note_end on budget_note(ends_at);
  create table lease(key ${text} primary key, fence ${big} not null, expires_at ${big} not null,
    owner ${text} not null);
  create table lease_fence(id integer primary key, last ${big} not null);
  insert into lease_fence(id, last) values(1, 0);
  `
}
