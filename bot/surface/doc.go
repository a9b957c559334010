// Package surface has what the surfaces of the bot share: Memory keeps values between
// two events, Languages decides in which language a person is addressed, Foreign knows
// the channels that other organisations share, Poster sends messages, some of them once
// whatever happens (claim.go), and Click is a click on one of them. A surface gets those
// it needs as options.
package surface
