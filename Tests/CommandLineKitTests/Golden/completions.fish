# Completes the command lines of kiln in fish.

# Prints the command before the cursor and how many operands follow it.
function __kiln_place
  set -l words (commandline -opc)
  set -e words[1]
  set -l verb
  set -l place 0
  set -l skip
  set -l ended
  set -l valued --color
  for word in $words
    if test -n "$skip"
      set skip
      continue
    end
    if test -z "$ended"; and string match -q -- '-?*' $word
      test "$word" = --; and set ended yes
      contains -- $word $valued; and set skip yes
      continue
    end
    if test -n "$verb"
      set place (math $place + 1)
      continue
    end
    set verb $word
    switch $verb
      case fire
        set valued -j --chambers --heat --shift -g --glaze --record --losses --only --clay --color
      case mix
        set valued --color
      case draw
        set valued -a --as --only --clay --color
      case find
        set valued --color
      case help
        set valued --color
      case completions
        set valued --color
      case manual
        set valued --color
      case version
        set valued --color
    end
  end
  echo $verb
  echo $place
end

function __kiln_starts
  set -l at (__kiln_place)
  test -z "$at[1]"
end

function __kiln_in
  set -l at (__kiln_place)
  test "$at[1]" = $argv[1]
end

function __kiln_at
  set -l at (__kiln_place)
  test "$at[1]" = $argv[1]; and test $at[2] -ge $argv[2]; and test $at[2] -le $argv[3]
end

complete -c kiln -f
complete -c kiln -s q -l quiet -d 'Say nothing but errors'
complete -c kiln -s v -l verbose -d 'Say more; give it twice to say everything'
complete -c kiln -l color -r -f -a 'auto always never' -d 'When to use colour'
complete -c kiln -s h -l help -d 'Explain the command'
complete -c kiln -n __kiln_starts -s V -l version -d 'Print the version of the program'
complete -c kiln -n __kiln_starts -a fire -d 'Fire the pots of a plan'
complete -c kiln -n __kiln_starts -a mix -d 'Mix clays into a tub'
complete -c kiln -n __kiln_starts -a draw -d 'Draw a plan'
complete -c kiln -n __kiln_starts -a find -d 'Find pots or plans by words'
complete -c kiln -n __kiln_starts -a help -d 'Explain a command, or list them all'
complete -c kiln -n __kiln_starts -a completions -d 'Print a script that completes command lines in a shell'
complete -c kiln -n __kiln_starts -a manual -d 'Print the manual page, as source for \'man\''
complete -c kiln -n __kiln_starts -a version -d 'Print the version of the program'
complete -c kiln -n '__kiln_in fire' -s j -l chambers -r -f -d 'How many chambers to heat at once'
complete -c kiln -n '__kiln_in fire' -l heat -r -f -d 'Heat of the main firing'
complete -c kiln -n '__kiln_in fire' -l shift -r -f -d 'Heat to add for this kiln; may be negative'
complete -c kiln -n '__kiln_in fire' -s g -l glaze -r -f -d 'Glaze a part of every pot'
complete -c kiln -n '__kiln_in fire' -l again -d 'Do a step again, or all of them'
complete -c kiln -n '__kiln_in fire' -l record -r -f -a '(__fish_complete_directories)' -d 'Where to keep the record of this firing'
complete -c kiln -n '__kiln_in fire' -l losses -r -f -d 'How many pots may break before the firing stops'
complete -c kiln -n '__kiln_in fire' -l stop-early -d 'Stop at the first pot that breaks'
complete -c kiln -n '__kiln_in fire' -l keep-going -d 'Fire the other pots when one breaks'
complete -c kiln -n '__kiln_in fire' -s 0 -l null -d 'End each name with a zero byte'
complete -c kiln -n '__kiln_in fire' -l only -r -f -d 'Only pots whose name matches'
complete -c kiln -n '__kiln_in fire' -l clay -r -f -a 'earthenware stoneware porcelain' -d 'Only pots of this clay'
complete -c kiln -n '__kiln_at fire 0 0' -F
complete -c kiln -n '__kiln_at mix 1 1' -f -a '(__fish_complete_directories)'
complete -c kiln -n '__kiln_in draw' -s a -l as -r -f -a 'dot mermaid svg' -d 'The language of the drawing'
complete -c kiln -n '__kiln_in draw' -l only -r -f -d 'Only pots whose name matches'
complete -c kiln -n '__kiln_in draw' -l clay -r -f -a 'earthenware stoneware porcelain' -d 'Only pots of this clay'
complete -c kiln -n '__kiln_at draw 0 0' -F
complete -c kiln -n '__kiln_at find 0 0' -f -a 'pots plans'
complete -c kiln -n '__kiln_at help 0 0' -f -a 'fire mix draw find help completions manual version'
complete -c kiln -n '__kiln_at completions 0 0' -f -a 'bash zsh fish'
