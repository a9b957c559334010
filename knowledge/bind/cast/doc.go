// Package cast keeps what an article is about: its district, its genre, the things of its
// title and heading, and those that its paragraphs have mentioned so far. A thing is found
// by its full name, by the end of it (大赛 for 第五届青年创新大赛), by an abbreviation
// (综保区 for 某某综合保税区), and by the short name that the text introduces.
package cast
