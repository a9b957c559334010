// Package blocks checks Block Kit by Slack's rules. [CheckMessage] and [CheckView]
// return the error that Slack would return, with a JSON pointer to each fault. [Name]
// adds missing block IDs, and [Find] finds the element that a person clicks.
//
// The package is pure: it knows neither the server nor the workspace.
//
// 2026-11-29: the check of each kind of block is a function of an object, and
// only the reading of fields is a method of it; instead of a method for each,
// which made one type of forty-eight methods in seven files.
package blocks
