// Package measure finds what a figure measures: the words in front of it in its clause or,
// for what is counted, those behind it. A change is of the metric of the level before it. What
// is counted in front of a figure (签约项目26个，总投资214.7亿元) is the part that the figure
// is of. A figure that only describes what another one counts (60岁及以上人口) measures
// nothing itself.
package measure
