import type { Check } from '@opencasb/core/connector'
import { choiceIs, defineSettingCheck } from './define-setting-check.ts'

const classroom = 'In the Admin console, open Apps, Google Workspace, Classroom'

/** Checks of Classroom's settings; access of apps to its data is among the checks of apps. */
export const classroomChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/classes-joined-by-own-users-only',
    setting: 'classroom.class_membership',
    severity: 'medium',
    title: 'People from outside may join classes',
    finding: 'People from outside may join classes',
    risk: 'Strangers see and write to students.',
    remediation: `${classroom}, "Class settings", "About class membership", "Who can join classes in your domain", and choose "Users in your domain only".`,
    frameworks: { 'scuba-gws': ['GWS.CLASSROOM.1.1'] },
    compliant: choiceIs(
      'whoCanJoinClasses',
      ['ANYONE_IN_DOMAIN'],
      ['ANYONE_IN_ALLOWLISTED_DOMAINS', 'ANY_GOOGLE_WORKSPACE_USER', 'ANYONE'],
    ),
  }),
  defineSettingCheck({
    id: 'google/users-join-own-classes-only',
    setting: 'classroom.class_membership',
    severity: 'low',
    title: 'Users may join classes elsewhere',
    finding: 'Users may join classes of other organisations',
    risk: 'Work and talk of students happen where nobody here can look after them.',
    remediation: `${classroom}, "Class settings", "About class membership", "Which classes can users in your domain join", and choose "Classes in your domain only".`,
    frameworks: { 'scuba-gws': ['GWS.CLASSROOM.1.2'] },
    compliant: choiceIs(
      'whichClassesCanUsersJoin',
      ['CLASSES_IN_DOMAIN'],
      ['CLASSES_IN_ALLOWLISTED_DOMAINS', 'ANY_GOOGLE_WORKSPACE_CLASS'],
    ),
  }),
  defineSettingCheck({
    id: 'google/roster-import-off',
    setting: 'classroom.roster_import',
    severity: 'low',
    title: 'Class lists are imported from Clever',
    finding: 'Class lists are imported from Clever',
    risk: 'A third party decides who is in which class, and holds an account that may.',
    remediation: `${classroom}, "Roster import", and choose OFF.`,
    frameworks: { 'scuba-gws': ['GWS.CLASSROOM.3.1'] },
    compliant: choiceIs('rosterImportOption', ['OFF'], ['ON_CLEVER']),
  }),
  defineSettingCheck({
    id: 'google/only-teachers-unenrol',
    setting: 'classroom.student_unenrollment',
    severity: 'low',
    title: 'Students may leave classes themselves',
    finding: 'Students may unenrol themselves from classes',
    risk: 'Students leave, and their work and what was written to them drop out of the record.',
    remediation: `${classroom}, "Student unenrollment", and choose "Teachers only".`,
    frameworks: { 'scuba-gws': ['GWS.CLASSROOM.4.1'] },
    // The API's word for the other choice begins with these two words; CISA's tool asks for no more.
    compliant: choiceIs('whoCanUnenrollStudents', ['TEACHERS_ONLY'], ['STUDENTS_AND_TEACHERS']),
  }),
  defineSettingCheck({
    id: 'google/verified-teachers-create-classes',
    setting: 'classroom.teacher_permissions',
    severity: 'low',
    title: 'Anybody may create classes',
    finding: 'Others than verified teachers may create classes',
    risk: 'Whoever creates a class sees the students in it, and writes to them as their teacher.',
    remediation: `${classroom}, "Teacher permissions", "Who can create classes", and choose "Verified teachers only".`,
    frameworks: { 'scuba-gws': ['GWS.CLASSROOM.5.1'] },
    compliant: choiceIs(
      'whoCanCreateClasses',
      ['VERIFIED_TEACHERS_ONLY'],
      ['ALL_PENDING_AND_VERIFIED_TEACHERS', 'ANYONE_IN_DOMAIN'],
    ),
  }),
]
