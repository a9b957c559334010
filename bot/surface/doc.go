// Package surface has what the surfaces of the bot share: Memory keeps values
// between two events, Languages decides in which language a person is addressed,
// Poster sends messages, Foreign knows
// channels of other organisations and Click is a click on one of them. A surface gets those
// it needs as options.
package surface
