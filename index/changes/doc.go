// Package changes works out of the ledger what the releases of a time brought, and where
// releases contradict each other.
//
// [Of] and [ConflictsOf] take the entries of the whole ledger, which reading takes seconds
// for very many releases: the caller may keep them. Package plain has their form for JSON.
//
// # Decisions
//
// 2026-11-30: a change is dated by the release that brought it, because the index keeps no
// day of arrival and can be built again at any time with the same result; instead of a log
// of syncs. So a release without a date brings no change and is none before another, and what
// an edit of a page changed is in the news of the sync (index.Changes) but not here: earlier
// versions of pages are not in the ledger.
//
// 2026-11-30: what a release means for those before it is decided by facts.Judge, as for
// the news in Slack, so that both say the same; instead of ledger.Standing of each row,
// which compares with the present figure only.
package changes
