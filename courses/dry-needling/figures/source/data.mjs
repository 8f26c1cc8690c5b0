/* What the figures are drawn from. Every figure of harm or effect names the fact that holds it. */

export const RATES = {
  axis: [1, 7],
  rows: [
    { group: 'Dry needling' },
    { label: 'Mild events, Ireland', per: 'per treatment', fact: 'F3.01', value: 0.1918 },
    { label: 'Minor events, United States', per: 'per session', fact: 'F3.02', value: 0.367 },
    { label: 'Bleeding, two surveys', per: 'per treatment or session', fact: 'F3.01, F3.02', value: 0.0465, to: 0.16 },
    { label: 'Major events, United States', per: 'per session, flare-ups included', fact: 'F3.02', value: 1 / 1024 },
    { label: 'Significant events, Ireland', per: 'none in 7,629: at most', fact: 'F3.01', atMost: 3 / 7629 },
    { group: 'Acupuncture (other needles, other places)' },
    { label: 'Any event', per: 'per patient', fact: 'F3.11', value: 0.0931, from: 0.051, to: 0.1462 },
    { label: 'Serious event', per: 'per patient', fact: 'F3.11', value: 1.01e-4, from: 0.23e-4, to: 2.33e-4 },
    { label: 'Serious event', per: 'per treatment', fact: 'F3.11', value: 7.98e-6, from: 1.39e-6, to: 20e-6 },
    { label: 'Pneumothorax, hospital', per: 'per treatment', fact: 'F3.12', value: 0.87e-6 },
    { label: '… in regions at risk', per: 'per treatment', fact: 'F3.12', value: 1.75e-6 },
  ],
};

export const EVIDENCE = {
  columns: ['Nothing', 'Sham', 'Other physio-therapy', 'Added to other care'],
  rows: [
    {
      title: 'Pain, right after',
      cells: ['less', 'reviews differ', 'no clear winner', 'less'],
      facts: 'F7.01, F7.02, F7.04',
    },
    {
      title: 'Pain, up to 12 weeks',
      cells: ['less', 'little or none', 'no clear winner', 'less'],
      facts: 'F7.04, F7.09, F7.11',
    },
    { title: 'Pain, 6 to 12 months', cells: ['not shown', 'not shown', 'not shown', 'not shown'], facts: 'F7.09' },
    { title: 'Disability', cells: ['uncertain', 'uncertain', 'no clear winner', 'one trial'], facts: 'F7.03, F7.12' },
  ],
};

/** Standing of physiotherapists in 66 jurisdictions as researched by November 2026: unverified. */
export const STANDING = [
  { label: 'Permitted with conditions', count: 35 },
  { label: 'Permitted', count: 18 },
  { label: 'Not addressed', count: 9 },
  { label: 'Barred', count: 4 },
];

/** `then`: after the card before. `ask`: two ways on. Steps with `soft` await a primary source or a clinician. */
export const TREES = {
  'breathlessness-tree': {
    title: 'Breathless or chest pain after needling',
    description:
      'After needling near neck or chest, at once or in the next days: stop and take all needles out; sit the patient up in comfort; call for help and stay; check airway, breathing rate, oxygen and pulse. Breathless, distressed, low oxygen or getting worse: emergency services now. Otherwise an emergency department for imaging the same day, not driving. Hand over side, site, needle and time. Nobody waits and sees. The order awaits a clinician.',
    steps: [
      ['Needled near neck or chest, now or in the last days?', 'Breathless, chest pain, dry cough: think of the lung'],
      ['Stop. All needles out, counted', 'Sit up in comfort. Call for help. Stay'],
      ['Check airway, breathing rate, oxygen, pulse', 'A normal examination does not rule it out'],
    ],
    ask: 'Breathless, distressed, low in oxygen or getting worse?',
    yes: ['Yes', 'Emergency services, now'],
    no: ['No', 'Emergency department, today, for imaging'],
    last: ['The patient does not drive. Nobody waits and sees', 'Hand over: side, site, needle, time'],
    note: 'Facts F3.17 to F3.23; order of steps (F4.25) awaits a clinician.',
  },
  'fainting-tree': {
    title: 'Someone is about to faint',
    description:
      'Unwell, giddy, pale, sweating or sick: stop and take the needles out; lay flat with the legs raised; loosen clothing, give air, reassure, watch. If better after one or two minutes: rest, sit up slowly, recount needles, no driving, record. If not better or worse: get help. Emergency call if not soon responsive, not breathing normally, chest pain, injury, pregnancy or neurological signs; that list awaits a clinician.',
    steps: [
      ['Unwell, giddy, pale, sweating, sick', 'You see it in the face first'],
      ['Stop. Needles out, into the container', 'Lay flat, legs raised'],
      ['Loosen clothing, air, reassure, watch', 'Stay with the patient'],
    ],
    ask: 'Better after one or two minutes?',
    yes: ['Yes', 'Rest. Sit up slowly. Count needles again'],
    no: ['No, or worse', 'Get help'],
    last: [
      'Not responsive, not breathing normally, chest pain,',
      'injury, pregnant, neurological sign: emergency call',
    ],
    note: 'Fact F4.26; the list for the emergency call awaits a clinician.',
  },
  'needlestick-tree': {
    title: 'Needlestick: the first hour',
    description:
      'Now: the patient is safe, the needle is in the container, and the site is washed gently with soap and water; no squeezing, no bleach. Within minutes: tell the patient and your supervisor, and write down time, device, depth and source. Within the hour: occupational health or an emergency department. Within 48 hours: source and worker tested for hepatitis C. Afterwards: follow-up, counselling, and what would have prevented it.',
    steps: [
      ['Now: patient safe, needle into the container', 'Wash gently with soap and water'],
      ['Minutes: tell the patient and whoever is in charge', 'Write down time, device, depth, source'],
      ['This hour: occupational health or emergency', 'Prophylaxis, where indicated, begins within hours'],
      ['48 hours: source and worker tested', 'for hepatitis C'],
      ['Afterwards: follow-up, somebody to talk to', 'And ask what would have prevented it'],
    ],
    note: 'Facts F5.21, F5.24; F5.22 and F5.23 await their primary source.',
  },
  'session-timeline': {
    title: 'One session',
    description:
      'Before: identity; anything new and red flags; reason and plan; consent for this region; position and stop signal. Set up: clean hands, clean field with the container in reach, count in, skin, landmarks and danger named, needle chosen last. During, never out of sight and call: clean hands again, insert by the handle, watch face and voice, few insertions. After: needles straight into the container, count out equals count in, press, clean hands, reassess, sit up slowly, aftercare and warning signs, record.',
    steps: [
      [
        'Before',
        'Identity · anything new? · red flags · reason, plan · consent for this region · position, stop signal',
      ],
      [
        'Set up',
        'Hands · clean field, container in reach · count in · skin · landmarks and danger named · needle last',
      ],
      ['During: never out of sight and call', 'Hands again · by the handle · watch face and voice · few insertions'],
      [
        'After',
        'Into the container · count out = count in · press · hands · reassess · sit up slowly · aftercare · record',
      ],
    ],
    note: 'Fact F4.15: a synthesis; the order is ours.',
  },
};

export const STUCK = {
  title: 'Stuck, bent or broken',
  description:
    'Stuck: have the patient relax; if it was wound one way, turn it back; if the patient moved, return to the first position; then withdraw without force. Bent: withdraw slowly along the bend. Broken: keep the patient still and calm; if the end can be seen, forceps; if it lies flush, press the skin beside it; if it lies deep, do not dig: mark the place, keep still, send to an emergency department, keep the rest of the needle. The last step was read in a secondary source.',
  columns: [
    {
      title: 'Stuck',
      steps: ['Relax, wait', 'Wound one way? Turn it back', 'Moved? Back to where it was', 'Withdraw. Never force'],
    },
    { title: 'Bent', steps: ['Stay still', 'Slowly, along the bend', 'Into the container'] },
    {
      title: 'Broken',
      steps: [
        'Nobody moves',
        'End to be seen: forceps',
        'Flush: press the skin beside it',
        'Deep: don’t dig. Mark, keep still, emergency',
        'Keep the rest',
      ],
    },
  ],
  note: 'Facts F4.28, F4.29; the step for a deep fragment is marked B.',
};
