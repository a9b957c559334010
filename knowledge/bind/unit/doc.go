// Package unit makes the units of a paragraph of its names and noun phrases: what its
// figures may be of. A short name becomes the full one that the article has mentioned, and
// what means the district (新区, 区财政局) becomes the district. It also finds the heading that
// a paragraph begins with, and the clauses that only name a source.
package unit
