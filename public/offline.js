// The page that was asked for takes the place of this one as soon as the network is back.
addEventListener('online', () => location.reload());
