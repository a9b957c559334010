// Package socketmode is the side of Socket Mode that Slack plays. [Sockets] are
// the connections of the app: their tickets, hello, pings, warnings and ends.
// [Deliveries] are the envelopes that are sent over them, until one is
// acknowledged or given up.
//
// 2026-11-29: deliveries know the sockets and sockets call back when one is
// ready or has sent something; instead of one type that is both, of which every
// file needed every other.
package socketmode
