//go:build !race

package pdftext

const slow = false
