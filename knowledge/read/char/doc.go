// Package char classifies the characters of Chinese text: white space, Han
// characters, marks, digits, and characters that nobody sees. It also decodes
// HTML entities ([Entity]) and writes raised digits as such ([Raise]).
package char
