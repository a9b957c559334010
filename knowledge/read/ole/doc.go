// Package ole opens the container of office files before 2007, a file system in a
// file ([MS-CFB]): Word, Excel and PowerPoint 97 to 2003 and the formats of WPS
// Office. Whatever the container says of itself, the time and memory for it are
// bounded.
//
// 2026-11-30: the container is read through a reader with a budget, because the
// library follows any chain of sectors, and keeps for each of the folders inside
// one another the path to it.
package ole
