# A BIDS dataset in shares, then one table of all:
#
#   snakemake -s bids.snakefile -j 2 --config data=study \
#       out=study/derivatives/emgtools shards=4 options="--pair FCR:ECR"
#
# and on Slurm as the Snakefile says beside this one. Recordings that fail do
# not stop the others; the logs in OUT/.shards say which and why. What is
# complete is passed over: -F asks for all shares again.
shards = int(config.get("shards", 4))
data = config["data"]
out = config["out"]
table = out + "/group_desc-cocontraction_emg.tsv"


rule all:
    input:
        table,


rule participant:
    output:
        touch(out + "/.shards/{k}.done"),
    log:
        out + "/.shards/{k}.log",
    threads: 1
    retries: 1
    params:
        options=config.get("options", ""),
    shell:
        "emg-bids {data:q} {out:q} participant --resume -v"
        " --shard {wildcards.k}/{shards} --nprocs {threads}"
        " {params.options} 2>{log:q} || [[ $? =~ ^(1|65|66)$ ]]"


rule group:
    input:
        expand(out + "/.shards/{k}.done", k=range(1, shards + 1)),
    output:
        table,
    shell:
        "emg-bids {data:q} {out:q} group --resume"


localrules:
    all,
    group,
