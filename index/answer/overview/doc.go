// Package overview answers what is asked of the releases as a whole: for the things of
// a kind (有哪些总部), for a table of them with their figures (各园区的面积), for all
// that is known of one thing (介绍一下), for what is new, for the releases themselves
// and the day that they reach up to.
//
// [Read] finds out whether a question asks that, from its words alone; [Finder] takes
// what it asks for from the index. Everything in an [Overview] is of a release and has
// that release beside it. Package answer makes an Answer of it.
//
// # Decisions
//
// 2026-11-30: a question is read by what is left of it when its words for a list or for
// news are taken out, because these stand anywhere in it; what is left has to be a kind
// of things, a thing or nothing, or else the question asks something else. The kinds of
// things and their words are those of package concept, so that there is no second list.
package overview
