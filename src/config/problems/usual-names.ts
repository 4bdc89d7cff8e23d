import { EXTENSION_ALIASES, RFC_ATTRIBUTES } from '../../model/attribute-table.ts';

/** An attribute of users that files and programs often call otherwise. */
interface Usual {
  /** The path of the attribute: what the header of a CSV file says. */
  readonly path: string;
  /** How an entry writes it. */
  readonly entry: string;
}

const WORDS: Readonly<Record<string, Usual>> = {
  firstname: { path: 'name.givenName', entry: 'name: { givenName: Ada }' },
  givenname: { path: 'name.givenName', entry: 'name: { givenName: Ada }' },
  lastname: { path: 'name.familyName', entry: 'name: { familyName: Lovelace }' },
  surname: { path: 'name.familyName', entry: 'name: { familyName: Lovelace }' },
  familyname: { path: 'name.familyName', entry: 'name: { familyName: Lovelace }' },
  email: { path: 'emails[work]', entry: 'emails: [{ value: ada@example.com, type: work }]' },
  mail: { path: 'emails[work]', entry: 'emails: [{ value: ada@example.com, type: work }]' },
  emailaddress: { path: 'emails[work]', entry: 'emails: [{ value: ada@example.com, type: work }]' },
  workemail: { path: 'emails[work]', entry: 'emails: [{ value: ada@example.com, type: work }]' },
  phone: { path: 'phoneNumbers[work]', entry: 'phoneNumbers: [{ value: "+14155550100", type: work }]' },
  phonenumber: { path: 'phoneNumbers[work]', entry: 'phoneNumbers: [{ value: "+14155550100", type: work }]' },
  telephone: { path: 'phoneNumbers[work]', entry: 'phoneNumbers: [{ value: "+14155550100", type: work }]' },
  mobile: { path: 'phoneNumbers[mobile]', entry: 'phoneNumbers: [{ value: "+14155550100", type: mobile }]' },
  login: { path: 'userName', entry: 'userName: ada@example.com' },
  jobtitle: { path: 'title', entry: 'title: Analyst' },
  fullname: { path: 'displayName', entry: 'displayName: Ada Lovelace' },
  dept: { path: 'enterprise.department', entry: 'enterprise: { department: … }' },
  supervisor: { path: 'enterprise.manager', entry: 'enterprise: { manager: … }' },
  company: { path: 'enterprise.organization', entry: 'enterprise: { organization: … }' },
};

/** The attribute of a user that a word means which is none, such as `department`, `firstName` or `E-Mail`. */
export function usualName(word: string): Usual | undefined {
  const folded = word.toLowerCase().replace(/[\s_.-]/g, '');
  const usual = Object.hasOwn(WORDS, folded) ? WORDS[folded] : undefined;
  return usual ?? inExtension(folded);
}

function inExtension(folded: string): Usual | undefined {
  for (const [alias, urn] of EXTENSION_ALIASES) {
    const attribute = RFC_ATTRIBUTES.User.extensions.get(urn.toLowerCase())?.attributes.get(folded);
    if (attribute === undefined) continue;
    return { path: `${alias}.${attribute.name}`, entry: `${alias}: { ${attribute.name}: … }` };
  }
  return undefined;
}
