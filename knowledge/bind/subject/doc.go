// Package subject chooses whose a figure is.
//
// Rules propose candidates: what its clause, the clauses, sentences and paragraphs before
// it mention, the things of the heading and the title, the district of the release. A short
// name, 该项目 or a kind alone means the last such thing, 前者 the first of the last two.
// Rules exclude where a thing lies, who builds it, who says it, what kind of thing it is,
// metrics, and a list in front of 等3个. A linear model chooses among the candidates by named
// features (package model); its probability stays with the figure.
//
// A group of things without a name (医疗卫生机构) is the scope, a part of what the best
// candidate with a name has.
package subject
