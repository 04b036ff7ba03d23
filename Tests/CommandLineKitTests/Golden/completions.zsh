#compdef kiln
# Completes the command lines of kiln in zsh.

_kiln() {
  local curcontext=$curcontext state state_descr line ret=1
  typeset -A opt_args
  local -a common=(
    '(-q --quiet)-q[Say nothing but errors]'
    '(-q --quiet)--quiet[Say nothing but errors]'
    '*-v[Say more; give it twice to say everything]'
    '*--verbose[Say more; give it twice to say everything]'
    '(--color)--color=[When to use colour]:when:(auto always never)'
    '(- : *)'{-h,--help}'[Explain the command]'
  )
  _arguments -s -S -C $common \
    '(- : *)'{-V,--version}'[Print the version of the program]' \
    '1:command:_kiln_commands' '*::operand:->operands' && ret=0
  if [[ $state == operands ]]; then
    curcontext=${curcontext%:*:*}:kiln-$line[1]:
    case $line[1] in
      fire) _arguments -s -S $common \
        '(-j --chambers)-j+[How many chambers to heat at once]:count: ' \
        '(-j --chambers)--chambers=[How many chambers to heat at once]:count: ' \
        '(--heat)--heat=[Heat of the main firing]:degrees: ' \
        '(--shift)--shift=[Heat to add for this kiln; may be negative]:degrees: ' \
        '*-g+[Glaze a part of every pot]:part=color: ' \
        '*--glaze=[Glaze a part of every pot]:part=color: ' \
        '(--again)--again=-[Do a step again, or all of them]::step: ' \
        '(--record)--record=[Where to keep the record of this firing]:folder:_files -/' \
        '(--losses)--losses=[How many pots may break before the firing stops]:share: ' \
        '(--stop-early)--stop-early[Stop at the first pot that breaks]' \
        '(--keep-going)--keep-going[Fire the other pots when one breaks]' \
        '(-0 --null)-0[End each name with a zero byte]' \
        '(-0 --null)--null[End each name with a zero byte]' \
        '*--only=[Only pots whose name matches]:glob: ' \
        '(--clay)--clay=[Only pots of this clay]:kind:(earthenware stoneware porcelain)' \
        '1:plan:_files' && ret=0 ;;
      mix) _arguments -s -S $common \
        '*:clay: ' \
        '2:tub:_files -/' && ret=0 ;;
      draw) _arguments -s -S $common \
        '(-a --as)-a+[The language of the drawing]:form:(dot mermaid svg)' \
        '(-a --as)--as=[The language of the drawing]:form:(dot mermaid svg)' \
        '*--only=[Only pots whose name matches]:glob: ' \
        '(--clay)--clay=[Only pots of this clay]:kind:(earthenware stoneware porcelain)' \
        '1:plan:_files' \
        '2::scale: ' && ret=0 ;;
      find) _arguments -s -S $common \
        '1:thing:(pots plans)' \
        '*:word: ' && ret=0 ;;
      help) _arguments -s -S $common \
        '1::command:_kiln_commands' && ret=0 ;;
      completions) _arguments -s -S $common \
        '1:shell:(bash zsh fish)' && ret=0 ;;
      manual) _arguments -s -S $common && ret=0 ;;
      version) _arguments -s -S $common && ret=0 ;;
    esac
  fi
  return ret
}

_kiln_commands() {
  local -a commands=(
    'fire:Fire the pots of a plan'
    'mix:Mix clays into a tub'
    'draw:Draw a plan'
    'find:Find pots or plans by words'
    'help:Explain a command, or list them all'
    'completions:Print a script that completes command lines in a shell'
    'manual:Print the manual page, as source for '\''man'\'''
    'version:Print the version of the program'
  )
  _describe -t commands command commands "$@"
}

# The file may be run as the completion function itself, or only define it.
if [[ $funcstack[1] == _kiln ]]; then
  _kiln "$@"
else
  compdef _kiln kiln
fi
