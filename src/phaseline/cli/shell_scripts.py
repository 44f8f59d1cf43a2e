"""
Scripts that complete the words of `phaseline` in a shell: commands and options stand in them, ids
are asked for with the hidden word `complete`.
"""

from collections.abc import Callable, Mapping, Sequence

_BASH = """\
# eval "$(phaseline completion bash)" in ~/.bashrc
_phaseline() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} words=""
    COMPREPLY=()
    if (( COMP_CWORD == 1 )); then
        words="{commands} --help --version"
    elif [[ $current == -* ]]; then
        case ${{COMP_WORDS[1]}} in
{options}
        esac
    else
        words=$("${{COMP_WORDS[0]}}" complete "${{COMP_WORDS[@]:1:COMP_CWORD}}" 2>/dev/null)
    fi
    COMPREPLY=( $(compgen -W "$words" -- "$current") )
}}
complete -o default -F _phaseline phaseline"""

_ZSH = """\
# eval "$(phaseline completion zsh)" in ~/.zshrc, after compinit
_phaseline() {{
    local -a offered
    if (( CURRENT == 2 )); then
        offered=({commands} --help --version)
    elif [[ $words[CURRENT] == -* ]]; then
        case $words[2] in
{options}
        esac
    else
        offered=("${{(@f)$("$words[1]" complete "${{(@)words[2,CURRENT]}}" 2>/dev/null)}}")
    fi
    offered=(${{offered:#}})
    if (( $#offered )); then compadd -a offered; else _files; fi
}}
compdef _phaseline phaseline"""

_FISH = """\
# phaseline completion fish > ~/.config/fish/completions/phaseline.fish
complete -c phaseline -n __fish_use_subcommand -f -a "{commands}"
{options}
complete -c phaseline -n "not __fish_use_subcommand" \\
    -a "(phaseline complete (commandline -opc)[2..] (commandline -ct) 2>/dev/null)\""""


def bash_script(options: Mapping[str, Sequence[str]]) -> str:
    """
    Give the script for bash, of which files are the last resort.

    Args:
        options: The options of each command.
    """
    cases = [f'            {name}) words="{" ".join(words)}" ;;' for name, words in options.items()]
    return _BASH.format(commands=" ".join(options), options="\n".join(cases))


def zsh_script(options: Mapping[str, Sequence[str]]) -> str:
    """
    Give the script for zsh.

    Args:
        options: The options of each command.
    """
    cases = [
        f"            {name}) offered=({' '.join(words)}) ;;" for name, words in options.items()
    ]
    return _ZSH.format(commands=" ".join(options), options="\n".join(cases))


def fish_script(options: Mapping[str, Sequence[str]]) -> str:
    """
    Give the script for fish.

    Args:
        options: The options of each command.
    """
    lines = [
        f'complete -c phaseline -n "__fish_seen_subcommand_from {name}" -l {word[2:]}'
        for name, words in options.items()
        for word in words
    ]
    return _FISH.format(commands=" ".join(options), options="\n".join(lines))


SCRIPTS: Mapping[str, Callable[[Mapping[str, Sequence[str]]], str]] = {
    script.__name__.removesuffix("_script"): script
    for script in (bash_script, zsh_script, fish_script)
}
