// What the command line can do, for those who ask it.
import { version } from '../version.ts'

export const usage = `sea-trial ${version}

  sea-trial [trial] [flags]   build the stack, bring it up, check it; push with --push
  sea-trial plan              what a trial would do, and why
  sea-trial build [--share NAME] [--hand-over FOLDER]
                              build, start nothing, and hand the images over to a trial elsewhere
  sea-trial init [--yes]      smoke checks to begin with: shown as a difference, written if you say so
  sea-trial promote [TAG]     release what passed already: the images of that git tag, or of HEAD
  sea-trial verify IMAGE [--repository OWNER/NAME]
                              what its certificate says, and whether it holds: 0 yes, 1 no, 3 not known;
                              --certificate signed asks for the signature of a workflow too
  sea-trial down [--project-name NAME]
                              take down every stack that was kept, or the one of that name
  sea-trial doctor [--registry HOST]
                              is everything here that a trial needs?

Every input of the action is a flag of the same name (--wait-timeout 90s); -f names a Compose file.
  --json      print the report as JSON
  --logs      show what the services say while they are tried
  --timings   print where the time of the run went
  --version   print the version
  --help      print this
`
