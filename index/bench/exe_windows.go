package bench

const exeSuffix = ".exe"
