"use client";

import type { Member } from "@hutong/stores";
import { Badge, Banner, Button, Dialog, Select, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { Options } from "../../shell/options.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { AddMemberForm } from "./add-member-form.tsx";
import { SettingsFrame } from "./settings-frame.tsx";

/** Who works in the store, and as what. */
export function MemberSettings({ userId }: { userId: string }) {
  const t = useTranslations("settings");
  const loading = useTranslations("common")("loading");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const members = useQuery(trpc.members.list.queryOptions({ store: handle }));
  const isOwner = role === "owner";
  return (
    <SettingsFrame part="members">
      {isOwner ? null : <Banner tone="info" icon="lock" title={t("onlyOwner")} className="mb-5" />}
      <h2 className="mb-2 font-semibold text-section">{t("members.title")}</h2>
      {members.data ? (
        <ul className="mb-8">
          {members.data.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              isOwner={isOwner}
              isMe={member.userId === userId}
            />
          ))}
        </ul>
      ) : members.isError ? (
        <BlockFailure error={members.error} onRetry={() => void members.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={2} />
      )}
      {isOwner ? <AddMemberForm /> : null}
    </SettingsFrame>
  );
}

/** Roles with what they may do, for a choice. */
export function useRoleOptions() {
  const t = useTranslations("settings.members.roles");
  return (["owner", "manager", "staff"] as const).map((role) => [role, t(role)] as const);
}

function MemberRow({ member, isOwner, isMe }: { member: Member; isOwner: boolean; isMe: boolean }) {
  const t = useTranslations("settings.members");
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = useRoleOptions();
  const [isLeaving, setIsLeaving] = useState(false);
  const onSuccess = () => queries.invalidateQueries(trpc.members.pathFilter());
  const change = useMutation(trpc.members.changeRole.mutationOptions({ onSuccess }));
  return (
    <li className="border-line border-t py-3">
      <div className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 flex-1">
          {member.name} {isMe ? <Badge>{t("you")}</Badge> : null}
          <span className="block truncate text-ink-3 text-small">{member.email}</span>
        </span>
        {isOwner ? (
          <>
            <Select
              aria-label={`${t("role")} ${member.name}`}
              value={member.role}
              disabled={change.isPending}
              onChange={(event) =>
                change.mutate({
                  store: handle,
                  userId: member.userId,
                  role: event.target.value as Member["role"],
                })
              }
              className="w-36"
            >
              <Options of={options} />
            </Select>
            <Button look="quiet" onClick={() => setIsLeaving(true)}>
              {t("remove")}
            </Button>
          </>
        ) : (
          <Badge>{t(`roles.${member.role}`)}</Badge>
        )}
      </div>
      {change.error ? (
        <div className="pt-3">
          <FormFailure error={change.error} />
        </div>
      ) : null}
      {isLeaving ? <RemoveDialog member={member} onClose={() => setIsLeaving(false)} /> : null}
    </li>
  );
}

function RemoveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useTranslations("settings.members");
  const cancel = useTranslations("common")("cancel");
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.members.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.members.pathFilter());
        onClose();
        showToast(t("removed"));
      },
    }),
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("removeTitle", { name: member.name })}
      description={t("removeNote")}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button
            look="danger"
            isBusy={remove.isPending}
            onClick={() => remove.mutate({ store: handle, userId: member.userId })}
          >
            {t("removeDo", { name: member.name })}
          </Button>
        </>
      }
    >
      {remove.error ? <FormFailure error={remove.error} /> : null}
    </Dialog>
  );
}
