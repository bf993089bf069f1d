// Loaded into every process that the launcher starts: when the launcher is gone, however it went, they go too.
if (process.channel) process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
