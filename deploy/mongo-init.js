// For mongosh, run by compose.yaml at every start: the replica set, and the app's own user.
const root = encodeURIComponent(process.env.MONGO_ROOT_PASSWORD);
const members = ['mongo1', 'mongo2', 'mongo3'];
// The driver waits by itself: for a member that is starting, and for a primary to be elected.
const patience = 'serverSelectionTimeoutMS=60000';

const first = connect(`mongodb://root:${root}@${members[0]}/admin?directConnection=true&${patience}`);
try {
  first.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  const config = { _id: 'rs0', members: members.map((host, _id) => ({ _id, host: `${host}:27017` })) };
  first.adminCommand({ replSetInitiate: config });
}

const set = connect(`mongodb://root:${root}@${members}/admin?replicaSet=rs0&${patience}`);
const app = set.getSiblingDB('tingting');
const pwd = process.env.MONGO_APP_PASSWORD;
const roles = [{ role: 'readWrite', db: 'tingting' }];
// With the password of deploy/.env, also when it is a new one.
if (app.getUser('tingting')) app.updateUser('tingting', { pwd, roles });
else app.createUser({ user: 'tingting', pwd, roles });
