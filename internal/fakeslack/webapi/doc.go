// Package webapi contains what all methods of the fake's Web API have in common: the
// parameters of a call, read from a form or from JSON, the result of a method, and
// Slack's error instead of a result.
//
// 2026-11-29: it is a package of its own, because the checks of blocks and the
// workspace answer with the same errors and should not import the server for
// them; instead of an error type in each, which the server would translate.
package webapi
