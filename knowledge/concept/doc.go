// Package concept is the lexicon of the trade: what a district's releases
// measure and say, in the words of those who write them and of those who ask.
//
// The concepts are in data files, one for each field (statistics, budget,
// industry, projects and so on), which a person can extend. A line is a
// concept; blank lines and lines that begin with # are comments:
//
//	总投资 class=money said: 总投资 总投资额 投资总额 asked: 投了多少 砸了多少钱 造价 not: 注册资本 完成投资 年产值
//
// The first word is the concept's name. Behind it come, each at most once and
// in this order:
//
//   - class=C[,C]: the classes of figures that can measure it (see [Class]).
//     A concept without one is an event, a relation or a kind of thing, which
//     kind= says.
//   - unit=U[,U]: the measure words that count it, where it is a count: 家,户.
//     Without them any measure word does.
//   - stock, flow: whether it holds for a day (人口) or over a time (产值). For a
//     concept with neither the text decides.
//   - of=district,project,park,…: the kinds of things that have it.
//   - said: the words that releases use, longest forms included. The name
//     itself counts as said.
//   - asked: the words that people use in a chat, when they ask for it.
//   - not: names of other concepts, siblings that must never be taken for it.
//     Being siblings is mutual; one of the two lines is enough.
//
// A word may belong to several concepts; then none of them is certain.
// All functions are safe for concurrent use.
package concept
