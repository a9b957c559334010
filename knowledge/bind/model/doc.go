// Package model numbers the features of what a figure may be of, and has their weights.
// Features are pairs of where a candidate comes from and what is around the figure, pairs
// of its sort of thing and the metric, and single ones. "beilun eval bind" learns the
// weights from facts and writes weights.txt.
package model
